import { Modal } from 'antd'

interface PictureDialogProps {
  readonly name: string
  readonly url: string
  readonly onClose: () => void
}

/** One picture, as large as the window lets it be. */
export const PictureDialog = ({ name, url, onClose }: PictureDialogProps) => (
  <Modal open title={name} footer={null} width="min(900px, 90vw)" onCancel={onClose}>
    <img className="d-picture" src={url} alt={name} />
  </Modal>
)
